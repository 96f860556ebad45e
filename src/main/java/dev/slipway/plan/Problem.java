package dev.slipway.plan;

/**
 * One thing that is wrong with the configuration.
 *
 * @param place  the POM element, such as {@code <images><image>[agent]<tags>}
 * @param what   what is wrong, without a final full stop; it may go over several lines
 * @param remedy what to do, as an imperative sentence
 */
public record Problem(String place, String what, String remedy) {

    @Override
    public String toString() {
        return place + ": " + what + (what.indexOf('\n') < 0 ? ". " : "\n") + remedy;
    }
}
