package dev.slipway.oci.http;

import dev.slipway.registry.RegistryException;

/**
 * What a registry is asked for, and the words for it in messages.
 *
 * @param purpose what is done
 * @param subject the image or repository that it is done to
 */
public record Errand(Purpose purpose, String subject) {

    /** What can be done in a registry. */
    public enum Purpose {
        /** To write to a registry that images are published to. */
        PUSH("Cannot push ", "push to this repository", "in <registries>", "Push again"),
        /** To give an image that is in a registry another tag there. */
        TAG("Cannot tag ", "push to this repository", "in <registries>", "Run Maven again"),
        /** To bring an image that is in a registry into another repository. */
        COPY("Cannot copy to ", "push to this repository", "in slipway.to", "Promote again"),
        /** To read from a registry that images are published to. */
        READ("Cannot look up ", "pull from this repository", "in <registries>", "Run Maven again"),
        /** To read from a registry that base images come from. */
        LOOK_UP("Cannot look up ", "pull from this repository", "in the image's reference", "Run Maven again");

        private final String doing;
        private final String permission;
        private final String place;
        private final String again;

        Purpose(String doing, String permission, String place, String again) {
            this.doing = doing;
            this.permission = permission;
            this.place = place;
            this.again = again;
        }
    }

    /** To write to a registry. */
    public static Errand push(String subject) {
        return new Errand(Purpose.PUSH, subject);
    }

    /** To tag what is in a registry. */
    public static Errand tag(String subject) {
        return new Errand(Purpose.TAG, subject);
    }

    /** To copy what is in a registry. */
    public static Errand copy(String subject) {
        return new Errand(Purpose.COPY, subject);
    }

    /** To read from a registry that images are published to. */
    public static Errand read(String subject) {
        return new Errand(Purpose.READ, subject);
    }

    /** To read from a registry that base images come from. */
    public static Errand lookUp(String subject) {
        return new Errand(Purpose.LOOK_UP, subject);
    }

    /** Whether it writes. */
    boolean isWriting() {
        return purpose == Purpose.PUSH || purpose == Purpose.TAG || purpose == Purpose.COPY;
    }

    /** Whether files of this machine are sent. */
    boolean isOfFiles() {
        return purpose == Purpose.PUSH;
    }

    /** Whether the registry is one that the POM names. */
    boolean isConfigured() {
        return purpose != Purpose.LOOK_UP;
    }

    /** «Cannot push ghcr.io/acme/app:1.4». */
    public String doing() {
        return purpose.doing + subject;
    }

    /** What a login has to allow. */
    String permission() {
        return purpose.permission;
    }

    /** How it is done once more. */
    String again() {
        return Character.toLowerCase(purpose.again.charAt(0)) + purpose.again.substring(1);
    }

    /** The same as the beginning of a sentence. */
    String againFirst() {
        return purpose.again;
    }

    /** Where the registry's host is written. */
    String place() {
        return purpose.place;
    }

    /** The failure that the thread was interrupted, which it still is after that. */
    public RegistryException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new RegistryException(doing(), "it was interrupted", againFirst() + ".", cause);
    }
}
