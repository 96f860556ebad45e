package dev.slipway.plan;

import java.util.List;

/**
 * Whether the tags of a repository may be moved.
 *
 * @param immutable whether they may not
 * @param exclusions the tags to which the contrary applies, with {@code *} for any characters; at most five
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html">Tag immutability</a>
 */
public record TagMutability(boolean immutable, List<String> exclusions) {

    /** Copies the list. */
    public TagMutability {
        exclusions = List.copyOf(exclusions);
    }

    /** Every tag may be moved. */
    public static TagMutability mutable() {
        return new TagMutability(false, List.of());
    }

    /** Whether a tag keeps the image that it was first given to. */
    public boolean isFixed(String tag) {
        boolean isExcluded = exclusions.stream().anyMatch(pattern -> matches(pattern, tag));
        return immutable != isExcluded;
    }

    private static boolean matches(String pattern, String tag) {
        String[] parts = pattern.split("\\*", -1);
        int at = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean isLast = i == parts.length - 1;
            int found = isLast && i > 0 ? tag.length() - parts[i].length() : tag.indexOf(parts[i], at);
            if (found < at || (i == 0 && found != 0) || !tag.startsWith(parts[i], found)) {
                return false;
            }
            at = found + parts[i].length();
        }
        return at == tag.length();
    }
}
