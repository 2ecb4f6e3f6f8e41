package io.ssl4j.contrastive.memorybank;

import io.ssl4j.contrastive.loss.Temperature;
import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;

/**
 * The settings of instance discrimination with a memory bank. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>temperature 0.07: the paper, section 3.1.
 *   <li>bank momentum 0.5: the paper's code and vissl's NPID.
 *   <li>4096 sampled negatives: the paper, section 3.2, and vissl's NPID. 0 compares with the whole bank.
 *   <li>proximal weight 0, as in vissl's NPID; the paper tries 10 to 50 (figure 3).
 *   <li>projector: a single linear layer to 128: the paper, section 3.
 *   <li>no setting for batch statistics: there is one view of each sample, so batch norm runs on the plain batch.
 *   <li>seed 0.
 * </ul>
 *
 * @param temperature finite, above 0
 * @param bankMomentum the fraction of a bank row that an update keeps, in 0..1
 * @param negatives the number of bank rows that a step is compared with, or 0 for all
 * @param proximalWeight the weight of the squared distance between an embedding and its own bank row, at least 0
 * @param projector the head between representation and loss, dropped after pretraining
 * @param seed the seed for the projector's initial weights and the bank's first rows
 */
public record MemoryBankConfig(
        double temperature, double bankMomentum, int negatives, double proximalWeight, HeadShape projector, long seed) {

    public MemoryBankConfig {
        Temperature.require(temperature);
        if (!(bankMomentum >= 0 && bankMomentum <= 1)) {
            throw new IllegalArgumentException("the bank's momentum must be in 0..1, got " + bankMomentum);
        }
        if (negatives < 0) {
            throw new IllegalArgumentException(
                    "the number of negatives must be at least 1, or 0 for the whole bank, got " + negatives);
        }
        if (!(proximalWeight >= 0) || Double.isInfinite(proximalWeight)) {
            throw new IllegalArgumentException(
                    "the proximal weight must be finite and at least 0, got " + proximalWeight);
        }
        Objects.requireNonNull(projector, "projector");
    }

    /** The defaults described above. */
    public static MemoryBankConfig defaults() {
        return new MemoryBankConfig(0.07, 0.5, 4096, 0, HeadShape.withoutNorm(128), 0);
    }

    public MemoryBankConfig withTemperature(double newTemperature) {
        return new MemoryBankConfig(newTemperature, bankMomentum, negatives, proximalWeight, projector, seed);
    }

    public MemoryBankConfig withBankMomentum(double momentum) {
        return new MemoryBankConfig(temperature, momentum, negatives, proximalWeight, projector, seed);
    }

    /** Sets the number of bank rows per step, or 0 for the whole bank. */
    public MemoryBankConfig withNegatives(int count) {
        return new MemoryBankConfig(temperature, bankMomentum, count, proximalWeight, projector, seed);
    }

    public MemoryBankConfig withProximalWeight(double weight) {
        return new MemoryBankConfig(temperature, bankMomentum, negatives, weight, projector, seed);
    }

    public MemoryBankConfig withProjector(HeadShape newProjector) {
        return new MemoryBankConfig(temperature, bankMomentum, negatives, proximalWeight, newProjector, seed);
    }

    public MemoryBankConfig withSeed(long newSeed) {
        return new MemoryBankConfig(temperature, bankMomentum, negatives, proximalWeight, projector, newSeed);
    }
}
