package dev.slipway.layout;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A small layer that is laid over an image.
 *
 * @param entries   a folder before what is in it; folders that are there already come as they are, since some engines take
 *     a folder that is not named for a new one
 * @param contents  the bytes of its files, by path; never changed
 * @param createdBy what the image's history says of it
 * @param labels    labels that the image gets or that get another value
 */
public record Layer(
        List<LayerEntry> entries, Map<String, byte[]> contents, String createdBy, Map<String, String> labels) {

    /** Copies the lists and maps. */
    public Layer {
        entries = List.copyOf(entries);
        contents = Map.copyOf(contents);
        labels = Map.copyOf(labels);
    }

    /** The bytes of one of its files. */
    public InputStream content(LayerEntry file) {
        return new ByteArrayInputStream(Objects.requireNonNull(contents.get(file.path()), file.path()));
    }
}
