package io.ssl4j.cli.command;

import io.ssl4j.cli.option.Usage;
import io.ssl4j.core.recipe.OperationType;
import io.ssl4j.core.recipe.Parameter;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.Modality;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the operations that views are made of, with their values and defaults, and the recipes. */
@Command(
        name = "views",
        description =
                "List what --views and --view can say: the operations that views are made of, with their values and"
                        + " defaults, and the recipes as texts of these operations.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ssl4j views --modality series",
            "  ssl4j augment --data digits --view flip=off --view affine=10 --out views.png",
            "  ssl4j pretrain --data tiles --size 64x64 --views 'crop(0.2..1),flip,vertical-flip' --out runs/tiles"
        })
final class ViewsCommand implements Callable<Integer> {

    private static final String INDENT = "      ";

    @Option(names = "--modality", paramLabel = "KIND", description = "Only of image or series. Default: both.")
    private String modality;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Usage.check(spec, () -> kinds().size());
        kinds().forEach(kind -> list(spec.commandLine().getOut(), kind));
        return 0;
    }

    private List<Modality<?>> kinds() {
        return modality == null ? Modalities.all() : List.of(Modalities.named(modality));
    }

    private static <T> void list(PrintWriter out, Modality<T> kind) {
        out.println(kind.samples() + ": operations, in the order in which they are added");
        for (OperationType<?> type : kind.viewCatalog().operations()) {
            out.println("  " + type.signature());
            out.println(INDENT + type.description());
            for (Parameter parameter : type.parameters()) {
                out.println(INDENT + parameter.name() + ": " + parameter.description() + choices(parameter));
            }
        }
        out.println();
        out.println(kind.samples() + ": recipes");
        for (ViewRecipe<T> recipe : kind.recipes()) {
            out.println("  " + recipe.name() + " (" + recipe.source() + ")");
            recipe.text().lines().forEach(line -> out.println(INDENT + line));
        }
        out.println();
    }

    private static String choices(Parameter parameter) {
        return parameter.choices().isEmpty() ? "" : "; " + String.join(" or ", parameter.choices());
    }
}
