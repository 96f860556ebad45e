package dev.slipway.publish;

import dev.slipway.image.Digest;
import dev.slipway.log.BuildLog;
import dev.slipway.registry.Manifest;
import dev.slipway.registry.Repository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Moves tags, all or none: everything that is needed to move them and to put them back is fetched first, so that what lies
 * between the first and the last move is one request for each.
 */
final class FloatingTags {

    private static final int AT_ONCE = 16;

    private final List<FloatingTag> tags;
    private final Words words;
    private final BuildLog log;

    FloatingTags(List<FloatingTag> tags, Words words, BuildLog log) {
        this.tags = tags;
        this.words = words;
        this.log = log;
    }

    /**
     * How a failure is worded.
     *
     * @param tags   what the tags are called, as a sentence begins
     * @param ending what is up and what to do
     */
    record Words(String tags, String ending) {

        static Words ofRelease() {
            return new Words(
                    "Floating tags", "The images and their fixed tags are up; push again to finish the release.");
        }
    }

    /** A manifest serves all tags that lead to it. */
    private record Up(Repository repository, Digest digest) {}

    /**
     * A tag with what it takes to move it there and back.
     *
     * @param image what it is to lead to
     * @param former what it leads to now; empty if it is not there yet
     */
    private record Move(FloatingTag tag, Manifest image, Optional<Manifest> former) {

        boolean isDone() {
            return former.map(Manifest::digest).equals(Optional.of(image.digest()));
        }
    }

    void move() {
        List<Move> moves = prepared();
        List<SideBySide.Outcome<Move, Move>> outcomes = new SideBySide(AT_ONCE).run(moves, FloatingTags::make);
        List<RuntimeException> failures = failures(outcomes);
        if (!failures.isEmpty()) {
            String left = putBack(moves);
            throw failure(failures, left);
        }
    }

    private List<Move> prepared() {
        Map<Up, List<FloatingTag>> byImage = tags.stream()
                .collect(Collectors.groupingBy(
                        tag -> new Up(tag.repository(), tag.digest()), LinkedHashMap::new, Collectors.toList()));
        List<SideBySide.Outcome<List<FloatingTag>, List<Move>>> outcomes =
                new SideBySide(AT_ONCE).run(List.copyOf(byImage.values()), FloatingTags::prepared);
        List<RuntimeException> failures = failures(outcomes);
        if (!failures.isEmpty()) {
            throw failure(failures, words.tags() + " lead to what they led to before.");
        }
        List<Move> moves = new ArrayList<>();
        outcomes.forEach(outcome -> moves.addAll(outcome.result() == null ? List.of() : outcome.result()));
        return moves.stream().filter(move -> !move.isDone()).toList();
    }

    /** @param tags of the same image */
    private static List<Move> prepared(List<FloatingTag> tags) {
        FloatingTag any = tags.get(0);
        Manifest image = Carriage.required(any.alias(), any.repository(), any.digest());
        return tags.stream()
                .map(tag -> new Move(tag, image, tag.repository().manifest(tag.tag())))
                .toList();
    }

    private static Move make(Move move) {
        move.tag().repository().tag(move.image(), move.tag().tag());
        Carriage.confirm(
                move.tag().reference(), move.tag().repository(), move.image().digest());
        return move;
    }

    /** Every tag goes back to what it led to, whether we know that it was moved or not. */
    private String putBack(List<Move> moves) {
        List<Move> known =
                moves.stream().filter(move -> move.former().isPresent()).toList();
        List<RuntimeException> failures = failures(new SideBySide(AT_ONCE).run(known, move -> {
            Digest now = move.tag()
                    .repository()
                    .digestOf(move.tag().tag())
                    .orElse(move.image().digest());
            if (now.equals(move.image().digest())) {
                move.tag()
                        .repository()
                        .tag(move.former().orElseThrow(), move.tag().tag());
            }
            return move;
        }));
        failures.forEach(failure -> log.warning("A tag could not be put back. " + failure.getMessage()));
        List<String> fresh = moves.stream()
                .filter(move -> move.former().isEmpty())
                .map(move -> move.tag().reference().toString())
                .toList();
        String back = failures.isEmpty()
                ? words.tags() + " lead to what they led to before."
                : words.tags() + " were not all put back; see above.";
        return fresh.isEmpty()
                ? back
                : back + " Some that were not there before may be there now: " + String.join(", ", fresh) + ".";
    }

    private static <T, R> List<RuntimeException> failures(List<SideBySide.Outcome<T, R>> outcomes) {
        List<RuntimeException> failures = new ArrayList<>();
        outcomes.forEach(outcome -> Optional.ofNullable(outcome.failure()).ifPresent(failures::add));
        return failures;
    }

    private RuntimeException failure(List<RuntimeException> failures, String left) {
        return new UnfinishedReleaseException(failures, left + " " + words.ending());
    }
}
