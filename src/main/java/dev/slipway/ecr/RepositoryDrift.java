package dev.slipway.ecr;

import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.EcrSettings.RepositoryTemplate;
import dev.slipway.plan.EcrSettings.Setting;
import dev.slipway.plan.TagMutability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a repository with what the POM says. What the POM does not say is nobody's business. */
final class RepositoryDrift {

    private static final String NONE = "none";

    private final RepositoryState state;
    private final RepositoryTemplate template;
    private final Set<Setting> said;
    private final List<Difference> found = new ArrayList<>();

    private RepositoryDrift(RepositoryState state, EcrSettings settings) {
        this.state = state;
        this.template = settings.repository();
        this.said = settings.said();
    }

    static List<Difference> between(RepositoryState state, EcrSettings settings) {
        RepositoryDrift drift = new RepositoryDrift(state, settings);
        drift.scanning();
        drift.mutability();
        drift.encryption();
        drift.policy(
                Setting.LIFECYCLE_POLICY,
                "lifecycle policy",
                state.lifecyclePolicy().orElse(null));
        drift.tags();
        drift.policy(Setting.POLICY, "repository policy", state.policy().orElse(null));
        return drift.found.stream()
                .filter(difference -> drift.said.contains(difference.setting()))
                .toList();
    }

    private void add(Setting setting, String what, String is, String wanted) {
        found.add(new Difference(setting, what, is, wanted));
    }

    private void scanning() {
        if (state.scanOnPush() != template.scanOnPush()) {
            add(Setting.SCAN_ON_PUSH, "scan on push", onOff(state.scanOnPush()), onOff(template.scanOnPush()));
        }
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private void mutability() {
        String is = words(state.mutability());
        String wanted = words(template.mutability());
        if (!is.equals(wanted)) {
            add(Setting.TAG_MUTABILITY, "tags", is, wanted);
        }
    }

    private static String words(TagMutability mutability) {
        String all = mutability.immutable() ? "immutable" : "mutable";
        return mutability.exclusions().isEmpty()
                ? all
                : all + " except " + String.join(" ", new TreeSet<>(mutability.exclusions()));
    }

    private void encryption() {
        String wanted = template.encryption().name();
        String key = template.kmsKey();
        if (!wanted.equals(state.encryption())) {
            add(Setting.ENCRYPTION, "encryption", state.encryption(), key == null ? wanted : wanted + " with " + key);
        } else if (key != null && !isKey(key, state.kmsKey().orElse(""))) {
            add(Setting.ENCRYPTION, "encryption key", state.kmsKey().orElse(NONE), key);
        }
    }

    /** ECR tells a key by its ARN; which key an alias means is not known without asking the Key Management Service. */
    private static boolean isKey(String said, String arn) {
        return said.contains("alias/") || arn.equals(said) || arn.endsWith(":key/" + said);
    }

    private void policy(Setting setting, String what, @Nullable String is) {
        String wanted = setting == Setting.POLICY ? template.policy() : template.lifecyclePolicy();
        if (wanted == null && is != null) {
            add(setting, what, "set", NONE);
        } else if (wanted != null && (is == null || !SamePolicy.test(is, wanted))) {
            add(setting, what, is == null ? NONE : "another", "as configured");
        }
    }

    private void tags() {
        missingTags(state.tags(), template.tags())
                .forEach((key, value) -> add(
                        Setting.TAGS,
                        "repository tag " + key,
                        state.tags().containsKey(key) ? "'" + state.tags().get(key) + "'" : NONE,
                        "'" + value + "'"));
    }

    /** The tags that are not there, or not with the right value; further ones are left alone. */
    static Map<String, String> missingTags(Map<String, String> there, Map<String, String> wanted) {
        Map<String, String> missing = new TreeMap<>(wanted);
        missing.entrySet().removeAll(there.entrySet());
        return missing;
    }
}
