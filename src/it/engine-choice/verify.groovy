import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def engine = new EngineImages()
try {
    def engines = MavenRun.of(basedir).log().readLines().findAll { it.contains('Engine: ') }
    assert engines.size() == 3
    assert !engines[0].contains('BuildKit')
    assert engines[1].contains('BuildKit')
    assert engines[2].contains('BuildKit')
    assert engine.tree('it-engine-choice:1.0.0', '')['built'] == '644 built\n'
} finally {
    engine.remove('it-engine-choice')
    engine.close()
}
return true
