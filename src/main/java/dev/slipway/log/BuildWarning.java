package dev.slipway.log;

/**
 * An engine's advice about a Dockerfile.
 *
 * @param text  one sentence
 * @param place such as {@code Dockerfile.agent:12}; empty where it is not known
 * @param url   where more is said of it; empty where nothing is
 */
public record BuildWarning(String text, String place, String url) {

    /** The advice as one line: {@code Dockerfile.agent:12: TEXT (URL)}. */
    @Override
    public String toString() {
        return (place.isEmpty() ? "" : place + ": ") + text + (url.isEmpty() ? "" : " (" + url + ")");
    }
}
