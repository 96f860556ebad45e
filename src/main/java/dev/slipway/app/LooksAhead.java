package dev.slipway.app;

import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.ImagePlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets the first module of a Maven run that builds look ahead for all of them, so that no module is built, let alone
 * pushed, in vain. Safe for use by several threads: modules that are built at the same time wait for the look.
 */
final class LooksAhead {

    private final Set<Aim> seen = new HashSet<>();
    private boolean areOthersAsked;

    /** What a look is for. */
    private record Aim(EcrSettings ecr, List<Object> images) {

        static Aim of(BuildPlan plan) {
            List<Object> images = new ArrayList<>();
            for (ImagePlan image : plan.images()) {
                images.add(List.of(image.alias(), image.tags(), image.publishing()));
            }
            return new Aim(plan.ecr(), images);
        }
    }

    /**
     * Looks, unless that was done for the same before.
     *
     * @param plan   of a module that is built now
     * @param others the plans of the other modules, as far as they can be made
     * @param look   fails if something stands in the way
     */
    synchronized void look(BuildPlan plan, Supplier<List<BuildPlan>> others, Consumer<List<BuildPlan>> look) {
        if (seen.contains(Aim.of(plan))) {
            return;
        }
        List<BuildPlan> plans = new ArrayList<>(List.of(plan));
        if (!areOthersAsked) {
            areOthersAsked = true;
            plans.addAll(others.get());
        }
        look.accept(plans);
        plans.forEach(each -> seen.add(Aim.of(each)));
    }
}
