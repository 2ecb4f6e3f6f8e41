package io.ssl4j.core.testing;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.vision.image.Image;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A method as a program makes it, with the defaults of its configuration: what the one of the same name is held
 * against.
 *
 * @param own with the method's own views
 * @param over with given views
 */
public record ApiMethod(
        Function<Encoder<Image>, SslMethod<Image>> own,
        BiFunction<Encoder<Image>, ViewGenerator<Image>, SslMethod<Image>> over) {

    /** The factory that makes a method's own views. */
    @FunctionalInterface
    public interface OfOwnViews<C> {
        SslMethod<Image> of(Encoder<Image> encoder, C config);
    }

    /** The factory that takes views. */
    @FunctionalInterface
    public interface OfViews<C> {
        SslMethod<Image> of(Encoder<Image> encoder, ViewGenerator<Image> views, C config);
    }

    /** The two factories of a method with a configuration. */
    public static <C> ApiMethod of(C config, OfOwnViews<C> own, OfViews<C> over) {
        return new ApiMethod(encoder -> own.of(encoder, config), (encoder, views) -> over.of(encoder, views, config));
    }
}
