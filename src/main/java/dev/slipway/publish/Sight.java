package dev.slipway.publish;

import dev.slipway.image.Digest;
import dev.slipway.image.Tag;
import dev.slipway.registry.Repository;
import dev.slipway.registry.RepositoryFacts;
import java.util.HashMap;
import java.util.Map;

/**
 * What a look at a repository showed.
 *
 * @param there the digests that tags have now; those that are not there are missing
 */
record Sight(OpenRegistry registry, Repository repository, RepositoryFacts facts, Map<Tag, Digest> there) {

    Sight {
        there = Map.copyOf(there);
    }

    /** The same with more tags. */
    Sight with(Map<Tag, Digest> more) {
        Map<Tag, Digest> all = new HashMap<>(there);
        all.putAll(more);
        return new Sight(registry, repository, facts, all);
    }
}
