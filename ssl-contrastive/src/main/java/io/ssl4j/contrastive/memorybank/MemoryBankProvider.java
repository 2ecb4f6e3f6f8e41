package io.ssl4j.contrastive.memorybank;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.ImagePairOptions;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;

/** The memory bank by name. */
public final class MemoryBankProvider implements SslMethodProvider {

    @Override
    public String name() {
        return MemoryBank.NAME;
    }

    @Override
    public String description() {
        return "Memory bank (NPID): finds an image's own vector in a bank of all images (Wu et al. 2018,"
                + " arXiv:1805.01978)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        MemoryBankConfig defaults = MemoryBankConfig.defaults();
        List<MethodOption> options = new ArrayList<>(ImagePairOptions.options());
        options.add(MethodOption.decimal(
                "temperature", defaults.temperature(), "smaller looks harder at the most similar negatives"));
        options.add(MethodOption.decimal(
                "bank-momentum", defaults.bankMomentum(), "share of a bank row that an update keeps"));
        options.add(MethodOption.integer(
                "negatives", defaults.negatives(), "bank rows that a step is compared with; 0 for all"));
        options.add(MethodOption.decimal(
                "proximal", defaults.proximalWeight(), "weight of the distance to an image's own bank row"));
        options.addAll(ProjectorOptions.shape(defaults.projector()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        MemoryBankConfig config = new MemoryBankConfig(
                options.decimal("temperature"),
                options.decimal("bank-momentum"),
                options.integer("negatives"),
                options.decimal("proximal"),
                ProjectorOptions.projector(options, MemoryBankConfig.defaults().projector()),
                seed);
        ImageInput input = encoder.input();
        return MemoryBank.of(encoder, ImagePairOptions.views(options, input, Recipes.moCoV1(input), 1), config);
    }
}
