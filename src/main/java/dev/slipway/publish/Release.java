package dev.slipway.publish;

import dev.slipway.image.PushedImage;
import dev.slipway.image.Tag;
import dev.slipway.log.BuildLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the modules of a Maven run publish together: floating tags are moved when all images of all modules are up, in one
 * short step. Safe for use by several threads.
 */
public final class Release {

    private final List<Share> shares = new ArrayList<>();

    /**
     * What one module adds.
     *
     * @param moves     its floating tags
     * @param whenMoved is told of them when they have moved
     * @param log       of the module
     */
    record Share(List<FloatingTag> moves, Consumer<List<PushedImage>> whenMoved, BuildLog log) {}

    /** Promises the floating tags of a module. */
    void add(List<Carriage.Delivered> delivered, Consumer<List<PushedImage>> whenMoved, BuildLog log) {
        List<FloatingTag> moves = new ArrayList<>();
        for (Carriage.Delivered image : delivered) {
            image.movable().forEach(tag -> moves.add(FloatingTag.of(image, tag)));
        }
        if (!moves.isEmpty()) {
            log.remark("Floating tags move at the end of this Maven run: " + listed(moves));
            synchronized (this) {
                shares.add(new Share(moves, whenMoved, log));
            }
        }
    }

    /**
     * Moves all floating tags; where one cannot be moved, those that were go back.
     *
     * @throws dev.slipway.failure.SlipwayException if one cannot be moved
     */
    public void finish() {
        List<Share> all = take();
        List<FloatingTag> moves =
                all.stream().flatMap(share -> share.moves().stream()).toList();
        if (moves.isEmpty()) {
            return;
        }
        BuildLog log = all.get(0).log();
        new FloatingTags(moves, FloatingTags.Words.ofRelease(), log).move();
        for (Share share : all) {
            share.whenMoved()
                    .accept(share.moves().stream().map(FloatingTag::pushed).toList());
        }
        log.remark("Moved floating tags: " + listed(moves));
    }

    /** Leaves all floating tags where they are, and says so. */
    public void abandon() {
        List<Share> all = take();
        if (!all.isEmpty()) {
            List<FloatingTag> moves =
                    all.stream().flatMap(share -> share.moves().stream()).toList();
            all.get(0)
                    .log()
                    .warning("The run failed, so these floating tags stay where they were: " + listed(moves)
                            + ". Run again when it is mended; what is up is not sent again.");
        }
    }

    private synchronized List<Share> take() {
        List<Share> all = List.copyOf(shares);
        shares.clear();
        return all;
    }

    /** «latest, 1.4 of ghcr.io/acme/agent; latest of ghcr.io/acme/tool». */
    private static String listed(List<FloatingTag> moves) {
        Map<String, List<Tag>> tags = new LinkedHashMap<>();
        moves.forEach(move -> tags.computeIfAbsent(move.reference().withoutTag(), unknown -> new ArrayList<>())
                .add(move.tag()));
        return tags.entrySet().stream()
                .map(entry -> entry.getValue().stream().map(Tag::value).collect(Collectors.joining(", ")) + " of "
                        + entry.getKey())
                .collect(Collectors.joining("; "));
    }
}
