package dev.slipway.bench;

import java.util.List;

/**
 * Pushes image after image and tag after tag, as a script does it.
 *
 * @param docker  the command
 * @param bench   says where the engine is
 * @param release what is pushed
 */
record DockerPush(DockerCommand docker, Bench bench, ReleaseImages release) implements Pusher {

    private List<String> references() {
        return release.aliases().stream()
                .flatMap(alias -> release.references(alias).stream())
                .toList();
    }

    @Override
    public void name(String host) {
        references().forEach(name -> docker.tag(name, host + "/" + name, bench.environment()));
    }

    @Override
    public void push(String host) {
        references().forEach(name -> docker.push(host + "/" + name, bench.environment()));
    }

    @Override
    public void forget(String host) {
        docker.remove(references().stream().map(name -> host + "/" + name).toList(), bench.environment());
    }
}
