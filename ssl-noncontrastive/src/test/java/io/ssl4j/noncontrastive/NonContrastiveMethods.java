package io.ssl4j.noncontrastive;

import io.ssl4j.core.testing.ApiMethod;
import io.ssl4j.noncontrastive.barlowtwins.BarlowTwins;
import io.ssl4j.noncontrastive.barlowtwins.BarlowTwinsConfig;
import io.ssl4j.noncontrastive.byol.Byol;
import io.ssl4j.noncontrastive.byol.ByolConfig;
import io.ssl4j.noncontrastive.dino.Dino;
import io.ssl4j.noncontrastive.dino.DinoConfig;
import io.ssl4j.noncontrastive.empssl.EmpSsl;
import io.ssl4j.noncontrastive.empssl.EmpSslConfig;
import io.ssl4j.noncontrastive.simsiam.SimSiam;
import io.ssl4j.noncontrastive.simsiam.SimSiamConfig;
import io.ssl4j.noncontrastive.swav.Swav;
import io.ssl4j.noncontrastive.swav.SwavConfig;
import io.ssl4j.noncontrastive.tico.TiCo;
import io.ssl4j.noncontrastive.tico.TiCoConfig;
import io.ssl4j.noncontrastive.vicreg.VicReg;
import io.ssl4j.noncontrastive.vicreg.VicRegConfig;
import io.ssl4j.noncontrastive.wmse.WMse;
import io.ssl4j.noncontrastive.wmse.WMseConfig;
import java.util.Map;

/**
 * The module's methods for its contract tests: options that make them small enough for a dozen images, and their
 * factories.
 */
final class NonContrastiveMethods {

    private NonContrastiveMethods() {}

    static Map<String, String> smallOptions(String method) {
        return switch (method) {
            case "byol", "simsiam", "fastsiam" ->
                Map.of("projector-hidden", "16", "projector-output", "16", "predictor-hidden", "8");
            case "swav" ->
                // Full after two batches of 6, and in use from then on.
                Map.of(
                        "projector-hidden", "16",
                        "projector-output", "16",
                        "prototypes", "8",
                        "queue-size", "9",
                        "queue-from-epoch", "0");
            case "dino" -> Map.of("projector-hidden", "16", "projector-output", "16", "outputs", "8");
            case "w-mse" -> Map.of("projector-hidden", "16", "projector-output", "3", "sub-batch", "6");
            case "emp-ssl" -> Map.of("projector-hidden", "16", "projector-output", "16", "patches", "3");
            default -> Map.of("projector-hidden", "16", "projector-output", "16");
        };
    }

    /** Each method as a program makes it, with its configuration's defaults. */
    static ApiMethod byApi(String method) {
        return switch (method) {
            case "barlow-twins" -> ApiMethod.of(BarlowTwinsConfig.defaults(), BarlowTwins::of, BarlowTwins::of);
            case "byol" -> ApiMethod.of(ByolConfig.defaults(), Byol::of, Byol::of);
            case "dino" -> ApiMethod.of(DinoConfig.defaults(), Dino::of, Dino::of);
            case "emp-ssl" -> ApiMethod.of(EmpSslConfig.defaults(), EmpSsl::of, EmpSsl::of);
            case "simsiam" -> ApiMethod.of(SimSiamConfig.defaults(), SimSiam::of, SimSiam::of);
            case "fastsiam" -> ApiMethod.of(SimSiamConfig.fastSiam(), SimSiam::of, SimSiam::of);
            case "swav" -> ApiMethod.of(SwavConfig.defaults(), Swav::of, Swav::of);
            case "tico" -> ApiMethod.of(TiCoConfig.defaults(), TiCo::of, TiCo::of);
            case "vicreg" -> ApiMethod.of(VicRegConfig.defaults(), VicReg::of, VicReg::of);
            case "w-mse" -> ApiMethod.of(WMseConfig.defaults(), WMse::of, WMse::of);
            default ->
                throw new IllegalArgumentException(
                        "the method '" + method + "' has no line in NonContrastiveMethods: add one");
        };
    }
}
