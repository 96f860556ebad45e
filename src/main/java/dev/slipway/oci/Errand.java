package dev.slipway.oci;

import dev.slipway.image.ImageReference;

/**
 * What a repository is opened for, and the words for it in messages.
 *
 * @param purpose   what is done
 * @param reference the image that it is done to
 */
record Errand(Purpose purpose, String reference) {

    /** What can be done in a registry. */
    enum Purpose {
        PUSH,
        LOOK_UP
    }

    static Errand push(ImageReference reference) {
        return new Errand(Purpose.PUSH, reference.toString());
    }

    static Errand lookUp(String reference) {
        return new Errand(Purpose.LOOK_UP, reference);
    }

    boolean isPush() {
        return purpose == Purpose.PUSH;
    }

    /** «Cannot push ghcr.io/acme/app:1.4». */
    String doing() {
        return (isPush() ? "Cannot push " : "Cannot look up ") + reference;
    }

    /** What a token is asked for, and no more. */
    String actions() {
        return isPush() ? "pull,push" : "pull";
    }

    /** What a login has to allow. */
    String permission() {
        return isPush() ? "push to this repository" : "pull from this repository";
    }

    /** What is limited in time. */
    String noun() {
        return isPush() ? "a push" : "a look at an image in its registry";
    }

    /** What to do where it takes too long. */
    String hurry() {
        return isPush() ? "Look at the network, or raise <pushTimeout>." : "Look at the network and the registry.";
    }

    /** How it is done once more. */
    String again() {
        return isPush() ? "push again" : "run Maven again";
    }

    /** The same as the beginning of a sentence. */
    String againFirst() {
        return isPush() ? "Push again" : "Run Maven again";
    }

    /** Where the registry's host is written. */
    String place() {
        return isPush() ? "in <registries>" : "in the image's reference";
    }
}
