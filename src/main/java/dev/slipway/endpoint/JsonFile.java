package dev.slipway.endpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.failure.SlipwayException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON file that docker or podman wrote. Nothing of its content gets into a message, because it may be a secret; for
 * the same reason the parser's own exception, which quotes, is never a cause.
 */
public final class JsonFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final String shownAs;

    /** @param shownAs how messages write the file's path */
    public JsonFile(Path file, String shownAs) {
        this.file = file;
        this.shownAs = shownAs;
    }

    /**
     * The object in the file.
     *
     * @param failure makes the exception from a clause that names the file and, for bad JSON, line and column
     * @return empty if there is no such file, or if nothing is in it
     */
    public Optional<JsonNode> read(Function<String, ? extends SlipwayException> failure) {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw failure.apply(shownAs + place(e.getLocation()) + " is not valid JSON");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw failure.apply(shownAs + " cannot be read: access is denied");
        } catch (IOException e) {
            throw failure.apply(shownAs + " cannot be read: " + e.getMessage());
        }
        if (root.isMissingNode()) {
            return Optional.empty();
        }
        if (!root.isObject()) {
            throw failure.apply(shownAs + ":1:1 does not hold a JSON object");
        }
        return Optional.of(root);
    }

    private static String place(JsonLocation location) {
        return ":" + location.getLineNr() + ":" + location.getColumnNr();
    }
}
