package dev.slipway.bench;

/** Carries images to registries. */
interface Pusher {

    /** Makes ready for a registry; it takes no time. */
    default void name(String host) {}

    /** Carries all images there. */
    void push(String host);

    /** Forgets the registry; it takes no time. */
    default void forget(String host) {}
}
