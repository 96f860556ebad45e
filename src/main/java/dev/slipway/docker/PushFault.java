package dev.slipway.docker;

import dev.slipway.image.ImageReference;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a failed push means for another attempt. An engine hands the registry's answer on as text: those without the
 * containerd store begin with the error code of the distribution specification, Podman puts what it was doing before it,
 * and the containerd store tells the registry's own words alone. So the words of all three are looked for, in the order
 * of these constants.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#error-codes">OCI distribution specification, error codes</a>
 */
enum PushFault {
    /** The login was right once. */
    EXPIRED_LOGIN("token (is |has )?expired|expired token"),
    /** The login is wrong or missing, or the registry lost sight of it for a moment. */
    REFUSED_LOGIN("no basic auth credentials|\\bunauthorized\\b|authentication required|authorization failed"
            + "|insufficient_scope|(invalid|incorrect) username"),
    /** The tag is there already and may not be moved. */
    KEPT_TAG("tag invalid|\\bimmutable\\b"),
    /** There is no such repository. */
    MISSING_REPOSITORY("name unknown|repository (with name .*)?does not exist|repository .*not found"),
    /** The registry wants to be asked less often. */
    THROTTLED("toomanyrequests|too many requests|rate exceeded|rate limit|throttl|\\bhttp 429\\b"),
    /** The login is right and may not do this. */
    DENIED("\\bdenied\\b|\\bforbidden\\b|not authorized to"),
    /** Nobody makes room in the next seconds. */
    FULL_REGISTRY("no space left|disk quota|quota exceeded|exceed the configured upper limit|insufficient storage"
            + "|(:|http|status|code) 507\\b"),
    /** The registry cannot answer now. */
    BROKEN_REGISTRY(
            "(:|http|status|code|\\]) (408|425|500|502|503|504|52\\d)\\b|internal (server )?error|\\bunavailable\\b"
                    + "|bad gateway|gateway time-?out|unknown error|error from registry: unknown\\b"),
    /** Uploads that the registry has lost, or layers that it does not see yet. */
    LOST_UPLOAD("blob unknown|unknown blob|upload (unknown|invalid)|range invalid|range not satisfiable"
            + "|digest (invalid|did not match)|size invalid"),
    /** The line to the registry broke, or a name service did not answer. */
    BROKEN_LINE("\\beof\\b|connection (reset|refused|timed out|aborted)|broken pipe|closed network connection"
            + "|closed idle connection|no such host|name resolution|server misbehaving|no route to host"
            + "|network is unreachable|stream error|\\bgoaway\\b"),
    /** The registry took too long for the engine. */
    SLOW_REGISTRY("i/o timeout|handshake timeout|timeout awaiting|deadline exceeded|client\\.timeout|context canceled"),
    /** Another process took the name in the store away. */
    LOST_NAME("image does not exist locally|tag does not exist|image not known|no such image"),
    /** The registry does not show yet what it took; no engine says so. */
    UNSEEN,
    /** The engine tells of no progress any more. */
    STALLED,
    /** The engine is gone. */
    BROKEN_ENGINE,
    /** Anything else. */
    LASTING;

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"]*[^\\s\":.,]");

    private final Pattern words;

    PushFault() {
        this("(?!)");
    }

    PushFault(String words) {
        this.words = Pattern.compile(words);
    }

    /**
     * Reads what was said.
     *
     * @param reference what was pushed; its words mean nothing, whatever an image is called
     */
    static PushFault of(String said, ImageReference reference) {
        String words = ADDRESS.matcher(said)
                .replaceAll("")
                .replace(reference.withoutTag(), "")
                .replace("/v2/" + reference.repository() + "/", "")
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(fault -> fault.words.matcher(words).find())
                .findFirst()
                .orElse(LASTING);
    }

    /** Whether the same may go well a little later. */
    boolean mayPass() {
        return switch (this) {
            case THROTTLED, BROKEN_REGISTRY, LOST_UPLOAD, BROKEN_LINE, SLOW_REGISTRY, LOST_NAME, UNSEEN -> true;
            default -> false;
        };
    }

    /** Whether another login may help. */
    boolean isOfTheLogin() {
        return this == EXPIRED_LOGIN || this == REFUSED_LOGIN;
    }
}
