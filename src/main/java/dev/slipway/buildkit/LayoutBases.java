package dev.slipway.buildkit;

import dev.slipway.engine.BuildRequest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
import dev.slipway.layout.Blobs;
import dev.slipway.layout.OciLayout;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Bases that lie in OCI layouts of this machine: the daemon reads of them what it needs, by further contexts of the names
 * that the Dockerfile has for them.
 */
final class LayoutBases {

    private static final String LATEST = ":latest";

    private final Map<String, OciLayout> layouts = new TreeMap<>();
    private final Map<String, String> sources = new TreeMap<>();

    LayoutBases(BuildRequest request) {
        new TreeMap<>(request.layouts()).forEach(this::add);
    }

    private void add(String reference, ImageContent content) {
        if (content.store() instanceof ImageStore.InLayout store) {
            String key = "base" + layouts.size();
            layouts.put(key, new OciLayout(store.folder()));
            sources.put(reference, "oci-layout://" + key + "@" + content.id());
        }
    }

    /** The blobs by the ids that the daemon knows them by. */
    Map<String, Blobs> stores() {
        Map<String, Blobs> stores = new TreeMap<>();
        layouts.forEach((key, layout) -> stores.put("oci:" + key, layout.blobs()));
        return stores;
    }

    /** Where an image is to be taken from that a context names; empty for one that lies in no layout. */
    Optional<String> source(String reference) {
        return Optional.ofNullable(sources.get(reference));
    }

    /** What makes the daemon look here for the images that the Dockerfile names. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new TreeMap<>();
        sources.forEach((reference, source) -> attributes.put("context:" + contextName(reference), source));
        return attributes;
    }

    /** The frontend looks for the short form, and leaves out the tag that is meant anyway. */
    private static String contextName(String reference) {
        String familiar = ImageReference.familiar(reference);
        return familiar.endsWith(LATEST) ? familiar.substring(0, familiar.length() - LATEST.length()) : familiar;
    }
}
