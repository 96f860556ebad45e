package dev.slipway.engine;

import dev.slipway.plan.BuildInputs;

/** Knows the values of build secrets. Nothing keeps a value longer than it takes to hand it over. */
@FunctionalInterface
public interface BuildSecrets {

    /**
     * The value of a secret, read anew.
     *
     * @throws dev.slipway.failure.SlipwayException if it is not where the source says
     */
    byte[] value(BuildInputs.SecretSource source);
}
