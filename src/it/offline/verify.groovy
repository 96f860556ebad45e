import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
try {
    assert run.log().count('BUILD SUCCESS') == 2
    run.failedWith("Cannot build it-offline: Dockerfile:2: the base image 'it-offline/missing:1' is not in the engine,"
            + " and pulling is forbidden (<pullPolicy>never</pullPolicy> or mvn -o)."
            + " Build it or load it into the engine first, or allow to pull it.")
    assert engine.has('it-offline:1.0.0')
} finally {
    engine.remove('it-offline')
    engine.close()
}
return true
