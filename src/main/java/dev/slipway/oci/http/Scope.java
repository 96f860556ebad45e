package dev.slipway.oci.http;

import java.util.List;

/**
 * What a token is asked for, and no more.
 *
 * @param path    the repository's path in the registry
 * @param mayPush whether it is for pushes; pulls are always
 * @see <a href="https://distribution.github.io/distribution/spec/auth/scope/">Token scopes</a>
 */
record Scope(String path, boolean mayPush) {

    private boolean covers(Scope other) {
        return path.equals(other.path) && (mayPush || !other.mayPush);
    }

    /** Whether a token for these scopes is good for others too. */
    static boolean covers(List<Scope> these, List<Scope> others) {
        return others.stream().allMatch(other -> these.stream().anyMatch(scope -> scope.covers(other)));
    }

    @Override
    public String toString() {
        return "repository:" + path + (mayPush ? ":pull,push" : ":pull");
    }
}
