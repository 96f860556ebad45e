package dev.slipway.docker;

import dev.slipway.failure.Redactor;
import dev.slipway.image.ImageReference;
import java.util.Optional;

/**
 * Why an attempt to push failed.
 *
 * @param fault what it means
 * @param what  what happened, a clause without secrets
 * @param cause what broke the connection to the engine
 */
record PushFailure(PushFault fault, String what, Optional<Throwable> cause) {

    private static PushFailure of(PushFault fault, String what) {
        return new PushFailure(fault, Redactor.redact(what), Optional.empty());
    }

    /** @param output of an attempt that did not bring the image up */
    static PushFailure of(PushOutput output, ImageReference reference) {
        if (output.stall().isPresent()) {
            return of(
                    PushFault.STALLED, "it was stopped after " + output.stall().get() + " without any progress");
        }
        if (output.digest().isPresent()) {
            return of(PushFault.UNSEEN, "the registry does not show the tag that it took");
        }
        if (output.loss().isPresent()) {
            return new PushFailure(
                    PushFault.BROKEN_ENGINE,
                    DockerFailures.rootMessage(output.loss().get()),
                    output.loss());
        }
        String said = output.refusal().orElse("the engine ended its answer without naming a digest");
        return of(PushFault.of(said, reference), said);
    }

    /** Whether it happened about the manifest, which the registry may have taken all the same. */
    boolean isAboutTheManifest() {
        return what.contains("manifest");
    }
}
