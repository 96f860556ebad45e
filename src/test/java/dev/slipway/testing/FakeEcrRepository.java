package dev.slipway.testing;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A repository as it is configured.
 *
 * @param name            its path
 * @param mutability      {@code MUTABLE} or {@code IMMUTABLE}, maybe {@code _WITH_EXCLUSION}
 * @param exclusions      the tags to which the contrary applies
 * @param scanOnPush      whether images are scanned when they are pushed
 * @param encryption      such as {@code KMS}
 * @param kmsKey          the key, or an empty text
 * @param lifecyclePolicy JSON, or an empty text
 * @param policy          JSON, or an empty text
 * @param tags            of the repository itself
 */
public record FakeEcrRepository(
        String name,
        String mutability,
        List<String> exclusions,
        boolean scanOnPush,
        String encryption,
        String kmsKey,
        String lifecyclePolicy,
        String policy,
        Map<String, String> tags) {

    /** One that somebody made with nothing but a name. */
    public static FakeEcrRepository named(String name) {
        return new FakeEcrRepository(name, "MUTABLE", List.of(), false, "AES256", "", "", "", Map.of());
    }

    /** Whether tags may not be moved. */
    public boolean immutable() {
        return mutability.startsWith("IMMUTABLE");
    }

    /** Whether this tag may not be moved. */
    boolean isFixed(String tag) {
        return immutable() != exclusions.stream().anyMatch(exclusion -> matches(exclusion, tag));
    }

    private static boolean matches(String exclusion, String tag) {
        return Stream.of(exclusion.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.collectingAndThen(Collectors.joining(".*"), tag::matches));
    }

    /** The same with another mutability of its tags. */
    public FakeEcrRepository withMutability(String word, String... excepted) {
        return new FakeEcrRepository(
                name, word, List.of(excepted), scanOnPush, encryption, kmsKey, lifecyclePolicy, policy, tags);
    }

    /** The same, scanned or not. */
    public FakeEcrRepository withScanOnPush(boolean on) {
        return new FakeEcrRepository(
                name, mutability, exclusions, on, encryption, kmsKey, lifecyclePolicy, policy, tags);
    }

    /** The same, encrypted otherwise. */
    public FakeEcrRepository withEncryption(String type, String key) {
        return new FakeEcrRepository(
                name, mutability, exclusions, scanOnPush, type, key, lifecyclePolicy, policy, tags);
    }

    /** The same with another lifecycle policy; an empty text for none. */
    public FakeEcrRepository withLifecyclePolicy(String json) {
        return new FakeEcrRepository(name, mutability, exclusions, scanOnPush, encryption, kmsKey, json, policy, tags);
    }

    /** The same with another policy of the repository; an empty text for none. */
    public FakeEcrRepository withPolicy(String json) {
        return new FakeEcrRepository(
                name, mutability, exclusions, scanOnPush, encryption, kmsKey, lifecyclePolicy, json, tags);
    }

    /** The same with other tags of the repository itself. */
    public FakeEcrRepository withTags(Map<String, String> all) {
        return new FakeEcrRepository(
                name, mutability, exclusions, scanOnPush, encryption, kmsKey, lifecyclePolicy, policy, Map.copyOf(all));
    }
}
