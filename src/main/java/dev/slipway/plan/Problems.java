package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import dev.slipway.patch.PatchProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Collects what is wrong while a plan is made, so that a user hears everything at once, and each thing once. */
final class Problems {

    private final Set<Problem> found = new LinkedHashSet<>();

    void add(String place, String what, String remedy) {
        found.add(new Problem(place, what, remedy));
    }

    /** The value, or empty with a problem noted where the text is not one. */
    <T> Optional<T> value(String place, Supplier<T> parser) {
        try {
            return Optional.of(parser.get());
        } catch (InvalidValueException e) {
            add(place, String.valueOf(e.getMessage()), e.remedy());
            return Optional.empty();
        }
    }

    /** Takes over what was found elsewhere. */
    void addAll(Problems others) {
        found.addAll(others.found);
    }

    /** Takes over what is wrong with patches that a POM element names. */
    void addAll(String place, List<PatchProblem> others) {
        others.forEach(problem -> add(place, problem.place() + ": " + problem.what(), problem.remedy()));
    }

    /** Whether nothing was found until now. */
    boolean areNone() {
        return found.isEmpty();
    }

    /** @throws InvalidPlanException if anything was found */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidPlanException(List.copyOf(found));
        }
    }

    /**
     * The same for what is no plan of a module.
     *
     * @param doing what cannot be done, without a full stop
     */
    void throwIfAny(String doing) {
        if (!found.isEmpty()) {
            throw new InvalidPlanException(doing, List.copyOf(found));
        }
    }
}
