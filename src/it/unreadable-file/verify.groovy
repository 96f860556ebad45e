import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
try {
    run.failedWith("Cannot read ${new File(basedir, 'context/pipe')} for the build context: it is a named pipe, which"
            + " cannot be sent. Remove it, or name it in the ignore file.")
    assert !engine.has('it-unreadable-file:1.0.0')
    assert run.filesUnder('target/slipway') == []
} finally {
    engine.close()
}
return true
