package dev.slipway.buildkit.session;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextSelection;
import io.grpc.Metadata;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a daemon asks for, which stands in the headers of its call.
 *
 * @param folder   the name of the folder
 * @param includes patterns of what is wanted
 * @param excludes patterns of what is not
 * @param followed paths whose links are followed
 */
record FileRequest(String folder, List<String> includes, List<String> excludes, List<String> followed) {

    /** What the bytes of a letter outside of ASCII become that an old daemon sends as they are. */
    private static final char LOST_LETTER = '\uFFFD';

    static FileRequest parse(Metadata headers) {
        List<String> folder = values(headers, "dir-name");
        return new FileRequest(
                folder.isEmpty() ? "" : folder.get(0),
                values(headers, "include-patterns"),
                values(headers, "exclude-patterns"),
                values(headers, "followpaths"));
    }

    private static List<String> values(Metadata headers, String name) {
        Iterable<String> found = headers.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        boolean isEncoded = headers.containsKey(Metadata.Key.of(name + "-encoded", Metadata.ASCII_STRING_MARSHALLER));
        List<String> values = new ArrayList<>();
        if (found != null) {
            found.forEach(value -> values.add(isEncoded ? URLDecoder.decode(value, StandardCharsets.UTF_8) : value));
        }
        return values;
    }

    /**
     * The part of the folder that is asked for.
     *
     * <p>Daemons before BuildKit 0.12 send letters outside of ASCII in a way that loses them. Then the ignore file
     * is read here, and more is offered than was asked for, which does no harm but takes longer.
     */
    ContextSelection selection(BuildContext context) {
        boolean isWhole = isReadable(includes) && isReadable(followed);
        return new ContextSelection(
                isWhole ? includes : List.of(),
                isReadable(excludes) || context.ignoreFile().isEmpty()
                        ? excludes
                        : context.rules().patterns(),
                isWhole ? followed : List.of());
    }

    private static boolean isReadable(List<String> values) {
        return values.stream().allMatch(value -> value.indexOf(LOST_LETTER) < 0);
    }
}
