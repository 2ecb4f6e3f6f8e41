package io.ssl4j.contrastive;

import io.ssl4j.contrastive.alignuniform.AlignUniform;
import io.ssl4j.contrastive.alignuniform.AlignUniformConfig;
import io.ssl4j.contrastive.dcl.Dcl;
import io.ssl4j.contrastive.dcl.DclConfig;
import io.ssl4j.contrastive.memorybank.MemoryBank;
import io.ssl4j.contrastive.memorybank.MemoryBankConfig;
import io.ssl4j.contrastive.moco.MoCo;
import io.ssl4j.contrastive.moco.MoCoConfig;
import io.ssl4j.contrastive.moco.MoCoV3;
import io.ssl4j.contrastive.moco.MoCoV3Config;
import io.ssl4j.contrastive.nnclr.NnClr;
import io.ssl4j.contrastive.nnclr.NnClrConfig;
import io.ssl4j.contrastive.simclr.SimClr;
import io.ssl4j.contrastive.simclr.SimClrConfig;
import io.ssl4j.contrastive.supcon.SupCon;
import io.ssl4j.contrastive.supcon.SupConConfig;
import io.ssl4j.contrastive.triplet.Triplet;
import io.ssl4j.contrastive.triplet.TripletConfig;
import io.ssl4j.core.multitask.MultiTask;
import io.ssl4j.core.multitask.MultiTask.Task;
import io.ssl4j.core.testing.ApiMethod;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The module's methods for its contract tests: options that make them small enough for a dozen images, and their
 * factories.
 */
final class ContrastiveMethods {

    private ContrastiveMethods() {}

    static Map<String, String> smallOptions(String method) {
        if (method.contains("+")) {
            return Stream.of(method.split("\\+"))
                    .flatMap(task -> smallOptions(task).entrySet().stream()
                            .map(option -> Map.entry(task + "." + option.getKey(), option.getValue())))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
        return switch (method) {
            case "moco-v1" -> Map.of("queue-size", "9", "batch-norm-splits", "2", "projector-output", "16");
            case "moco-v2" ->
                Map.of(
                        "queue-size", "9",
                        "batch-norm-splits", "2",
                        "projector-hidden", "16",
                        "projector-output", "16",
                        "symmetric", "true");
            case "moco-v3" -> Map.of("projector-hidden", "16", "projector-output", "16", "predictor-hidden", "16");
            case "nnclr" ->
                Map.of(
                        "support-size", "9",
                        "projector-hidden", "16",
                        "projector-output", "16",
                        "predictor-hidden", "16");
            case "memory-bank" -> Map.of("negatives", "7", "projector-output", "16", "proximal", "1");
            default -> Map.of("projector-hidden", "16", "projector-output", "16");
        };
    }

    /** Each method as a program makes it, with its configuration's defaults. */
    static ApiMethod byApi(String method) {
        if (method.contains("+")) {
            return severalByApi(List.of(method.split("\\+")));
        }
        return switch (method) {
            case "simclr" -> ApiMethod.of(SimClrConfig.defaults(), SimClr::of, SimClr::of);
            case "dcl" -> ApiMethod.of(DclConfig.dcl(), Dcl::of, Dcl::of);
            case "dclw" -> ApiMethod.of(DclConfig.dclw(), Dcl::of, Dcl::of);
            case "supcon" -> ApiMethod.of(SupConConfig.defaults(), SupCon::of, SupCon::of);
            case "triplet" -> ApiMethod.of(TripletConfig.defaults(), Triplet::of, Triplet::of);
            case "align-uniform" -> ApiMethod.of(AlignUniformConfig.defaults(), AlignUniform::of, AlignUniform::of);
            case "moco-v1" -> ApiMethod.of(MoCoConfig.v1(), MoCo::of, MoCo::of);
            case "moco-v2" -> ApiMethod.of(MoCoConfig.v2(), MoCo::of, MoCo::of);
            case "moco-v3" -> ApiMethod.of(MoCoV3Config.defaults(), MoCoV3::of, MoCoV3::of);
            case "nnclr" -> ApiMethod.of(NnClrConfig.defaults(), NnClr::of, NnClr::of);
            case "memory-bank" -> ApiMethod.of(MemoryBankConfig.defaults(), MemoryBank::of, MemoryBank::of);
            default ->
                throw new IllegalArgumentException(
                        "the method '" + method + "' has no line in ContrastiveMethods: add one");
        };
    }

    /** Several methods at once: the views are those of the first, which is given them; the others make theirs. */
    private static ApiMethod severalByApi(List<String> tasks) {
        ApiMethod first = byApi(tasks.get(0));
        return new ApiMethod(
                first.own(),
                (encoder, views) -> MultiTask.of(Stream.concat(
                                Stream.of(first.over().apply(encoder, views)),
                                tasks.stream()
                                        .skip(1)
                                        .map(task -> byApi(task).own().apply(encoder)))
                        .map(Task::of)
                        .toList()));
    }
}
