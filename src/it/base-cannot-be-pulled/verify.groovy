import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def registry = context.get('registry')
try {
    def base = "${registry.host()}/colony/base:7"
    def lines = run.error().readLines()
    // between these words stand the engine's own
    assert lines[0].startsWith("Cannot build it-base-cannot-be-pulled: Dockerfile:2: the base image '${base}'"
            + " cannot be pulled: ") && lines[0].contains('not found') && lines[0].endsWith('.')
    assert lines.drop(1) == [
            '  2 | FROM ${REGISTRY}/colony/base:7 AS base',
            '  Check its name and tag, the network, and whether its registry wants a login.'
    ]
    assert !engine.has('it-base-cannot-be-pulled:1.0.0')
    assert run.filesUnder('target/slipway') == []
} finally {
    engine.close()
    registry.close()
}
return true
