package io.ssl4j.contrastive.memorybank;

import io.ssl4j.contrastive.loss.QueueInfoNceLoss;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.BranchPass;
import io.ssl4j.core.joint.JointEmbeddingMethod;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.NegativeCosine;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.numerics.RowNormalization;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Instance discrimination with a memory bank (NPID): each sample has one random view, which must find the sample's own
 * vector in the bank among those of other samples. A bank row is a running average of its sample's embeddings, so a
 * step needs no second view and no large batch.
 *
 * <p>Wu, Xiong, Yu, Lin 2018, arXiv:1805.01978, sections 3.1 to 3.3:
 *
 * <pre>{@code v = unit(projector(encoder(view of sample i)))
 * minimise -log( exp(v . bank_i / t) / sum_j exp(v . bank_j / t) ) + w |v - bank_i|^2;
 * bank_i = unit(m bank_i + (1 - m) v)}</pre>
 *
 * The sum runs over the sample's own row and a random set of others, drawn for every step and shared by its batch. The
 * paper draws negatives for noise-contrastive estimation; this is a softmax over the drawn rows.
 *
 * @param <T> the sample type
 */
public final class MemoryBank<T> extends JointEmbeddingMethod<T> {

    static final String NAME = "memory-bank";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.copies("moco-v1", 1);

    private static final String TITLE = "The memory bank";

    private final MemoryBankConfig config;
    private final QueueInfoNceLoss loss;
    private Bank bank;

    /** @param parts the parts, with a branch of encoder and projector */
    MemoryBank(Parts<T> parts, MemoryBankConfig config) {
        this(parts, config, 1);
    }

    /** Makes the method with more copies than the one that is used, as in golden trajectories. */
    MemoryBank(Parts<T> parts, MemoryBankConfig config, int copies) {
        super(TITLE, parts, copies, true, config);
        this.config = config;
        this.loss = new QueueInfoNceLoss(config.temperature());
    }

    /** Makes the method with a view of MoCo v1 for the encoder's kind of samples. */
    public static <T> MemoryBank<T> of(Encoder<T> encoder, MemoryBankConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes the method with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value JointEmbeddingMethod#VIEWS} with 1 copy per sample, with rows that
     *     the encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> MemoryBank<T> of(Encoder<T> encoder, ViewGenerator<T> views, MemoryBankConfig config) {
        Branch online = Branch.on(encoder).with("projector", config.projector(), config.seed());
        return new MemoryBank<>(Parts.of(TITLE, encoder, online, views, 1), config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CollapseHints collapseHints(int batchSize) {
        String remedy = "compare with more bank rows, or with all of them (0 negatives)";
        return config.negatives() == 0 && bank != null
                ? CollapseHints.of(Math.log(bank.samples()), remedy)
                : CollapseHints.of(remedy);
    }

    /**
     * Views are independent of each other, but a batch would see a bank that already has the embeddings of the update's
     * earlier batches.
     */
    @Override
    public Optional<String> batchDependence() {
        return Optional.of("a batch changes the bank rows that the next one is compared with");
    }

    @Override
    public void prepare(RunInfo run) {
        if (config.negatives() >= run.samples()) {
            throw new IllegalArgumentException("the memory bank has a row for each of the " + run.samples()
                    + " samples, too few to draw " + config.negatives()
                    + " negatives; set fewer, or 0 for the whole bank");
        }
        bank = Bank.random(
                run.samples(),
                config.projector().outputs(),
                online().networks().get(0).parameters().values().dataType(),
                RandomKey.of(config.seed()).child("bank"));
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        Rows view = batch.rows(VIEWS).interval(0, batch.size());
        int[] samples = batch.indices();
        try (BranchPass z = online().forward(view, PassMode.JOINT);
                RowNormalization v = RowNormalization.of(z.output());
                INDArray own = bank.rows(samples);
                Compared others = others(context.random().child("negatives"))) {
            LossResult result = loss.evaluate(z.output(), own, others.rows(), i -> others.column(samples[i]));
            double value = result.value();
            try (INDArray gradient = result.gradient()) {
                if (config.proximalWeight() > 0) {
                    value += addProximal(z.output(), own, gradient);
                }
                z.backward(gradient);
            }
            bank.update(samples, v.unit(), config.bankMomentum());
            return new StepResult(value, result.terms(), Optional.of(z.output()));
        }
    }

    /** Adds {@code w |v - bank_i|^2}, which is {@code 2 w (1 - cos)} for unit vectors. */
    private double addProximal(INDArray z, INDArray own, INDArray gradient) {
        double twice = 2 * config.proximalWeight();
        LossResult distance = NegativeCosine.evaluate(z, own).scaled(twice, twice);
        try (INDArray more = distance.gradient()) {
            gradient.addi(more);
        }
        return distance.value();
    }

    /** The bank rows that a step compares with: the bank itself, or a copy of some of its rows. */
    private record Compared(INDArray rows, Optional<Map<Integer, Integer>> columns) implements AutoCloseable {

        /** Returns the position of a sample's row among them, or -1. */
        int column(int sample) {
            return columns.map(drawn -> drawn.getOrDefault(sample, -1)).orElse(sample);
        }

        @Override
        public void close() {
            if (columns.isPresent()) {
                rows.close();
            }
        }
    }

    private Compared others(RandomKey key) {
        if (config.negatives() == 0) {
            return new Compared(bank.array(), Optional.empty());
        }
        int[] drawn = draw(key);
        Map<Integer, Integer> columns = new HashMap<>();
        for (int j = 0; j < drawn.length; j++) {
            columns.put(drawn[j], j);
        }
        return new Compared(bank.rows(drawn), Optional.of(columns));
    }

    /** Draws distinct samples, in random order. */
    private int[] draw(RandomKey key) {
        int samples = bank.samples();
        RandomStream random = key.stream();
        // The first steps of a Fisher-Yates shuffle, limited to the few positions that move.
        Map<Integer, Integer> moved = new HashMap<>();
        int[] drawn = new int[config.negatives()];
        for (int i = 0; i < drawn.length; i++) {
            int from = i + random.nextInt(samples - i);
            drawn[i] = moved.getOrDefault(from, from);
            moved.put(from, moved.getOrDefault(i, i));
        }
        return drawn;
    }

    @Override
    public MethodState state() {
        if (bank == null) {
            throw new IllegalStateException(
                    "the memory bank is made when a run says how many samples there are; call prepare first");
        }
        return MethodState.empty().array("bank", bank.array(), MethodState.Merge.CONCATENATE);
    }
}
