package dev.slipway.dockerfile;

import java.util.List;
import java.util.Map;

/**
 * What an image hands on to a stage that begins with it.
 *
 * @param environment what its {@code ENV}s set, by name
 * @param triggers    its {@code ONBUILD}s in order, as an engine tells them: {@code COPY . /app}
 */
public record BaseConfig(Map<String, String> environment, List<String> triggers) {

    /** Hands nothing on, as {@code scratch}. */
    static final BaseConfig NOTHING = new BaseConfig(Map.of(), List.of());

    /** Copies both. */
    public BaseConfig {
        environment = Map.copyOf(environment);
        triggers = List.copyOf(triggers);
    }
}
