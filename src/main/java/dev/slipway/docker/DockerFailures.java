package dev.slipway.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what docker-java throws. */
final class DockerFailures {

    private static final Pattern STATUS = Pattern.compile("Status (\\d+): (.*)", Pattern.DOTALL);
    /** Of the uploads of registries, which keep their notes there: longer than any message, and nobody's business. */
    private static final Pattern QUERY = Pattern.compile("(https?://[^\\s\"?]*)\\?[^\\s\":]*");

    private static final int MUCH = 600;
    private static final int SERVER_ERROR = 500;

    private DockerFailures() {}

    /** Whether the daemon could not be reached or the connection broke. */
    static boolean isConnectionLoss(Throwable failure) {
        return !(failure instanceof DockerException)
                && cause(failure, IOException.class).isPresent();
    }

    /** Whether the daemon says that it failed itself. */
    static boolean isOfTheEngine(Throwable failure) {
        return failure instanceof DockerException said && said.getHttpStatus() >= SERVER_ERROR;
    }

    /** What the daemon or the connection said, as a clause without a full stop. */
    static String rootMessage(Throwable failure) {
        if (failure instanceof DockerException) {
            return said(String.valueOf(failure.getMessage()));
        }
        if (cause(failure, JsonEOFException.class).isPresent()) {
            return "its answer broke off";
        }
        if (cause(failure, JsonProcessingException.class).isPresent()) {
            return "what answered does not speak the Docker Engine API";
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null || message.isBlank() ? root.getClass().getSimpleName() : clause(message);
    }

    /** A sentence of the daemon as a clause: on one line, without a full stop, and addresses without their queries. */
    static String clause(String message) {
        String line = QUERY.matcher(
                        message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\s*\\.$", ""))
                .replaceAll("$1");
        return line.length() > MUCH ? line.substring(0, MUCH) + "…" : line;
    }

    /** docker-java puts the status before the body, which is JSON where the daemon itself answers. */
    private static String said(String message) {
        Matcher matcher = STATUS.matcher(message);
        if (!matcher.matches()) {
            return clause(message);
        }
        String body = matcher.group(2);
        String status = "it answered with status " + matcher.group(1);
        try {
            String said = lastWords(body);
            return said.isBlank() ? status : clause(said);
        } catch (IOException e) {
            return body.isBlank() ? status : status + ": " + clause(body);
        }
    }

    /** Podman answers a push that fails with the whole stream, and the status of an error. */
    private static String lastWords(String body) throws IOException {
        String words = "";
        try (MappingIterator<JsonNode> items =
                new ObjectMapper().readerFor(JsonNode.class).readValues(body)) {
            while (items.hasNextValue()) {
                JsonNode item = items.nextValue();
                String said = Stream.of(
                                item.path("message"), item.path("errorDetail").path("message"), item.path("error"))
                        .map(JsonNode::asText)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse("");
                words = said.isEmpty() ? words : said;
            }
        }
        return words;
    }

    static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
