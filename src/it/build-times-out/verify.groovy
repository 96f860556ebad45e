import dev.slipway.testing.EngineImages
import dev.slipway.testing.EngineProcesses
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
try {
    run.failedWith('Cannot build it-build-times-out: it was stopped after PT3S, the longest that it may take.'
            + ' Make the build faster or raise its <timeout>.')
    assert run.log() =~ /it-build-times-out #\d+ [\d.]+ a nap/
    assert !engine.has('it-build-times-out:1.0.0')
    // the engine really stops
    assert EngineProcesses.endSoon('sleep 971')
} finally {
    engine.close()
}
return true
