import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
try {
    // the base that is listed last is built first, so it is not missing
    run.failedWith("Cannot build tool: Dockerfile.tool:3: the base image 'it-base-missing/nowhere:3'"
            + " is not in the engine, and pulling is forbidden (<pullPolicy>never</pullPolicy> or mvn -o)."
            + " Build it or load it into the engine first, or allow to pull it.")
    assert engine.tagsOf('it-base-missing/colony') + engine.tagsOf('it-base-missing/colony-base') == []
    assert !run.left('target/slipway')
} finally {
    engine.remove('it-base-missing/colony', 'it-base-missing/colony-base', 'it-base-missing/tool')
    engine.close()
}
return true
