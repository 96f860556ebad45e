package dev.slipway.oci.http;

/** Something that is tried several times. */
@FunctionalInterface
public interface Attempt<T> {

    /**
     * Tries it.
     *
     * @param number counted from 1; what came before may have been done without our knowing
     */
    T make(int number);
}
