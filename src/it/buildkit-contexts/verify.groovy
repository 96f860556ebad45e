import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def engine = new EngineImages()
try {
    def log = MavenRun.of(basedir).log()
    if (context.get('isOld')) {
        assert log.contains('it-contexts-app: <contexts>: BuildKit 0.8 in this engine does not know it. Use Docker 23 or later')
        assert !log.contains('Building base')
        assert !engine.has('it-contexts-base:1.0.0')
    } else {
        def files = engine.tree('it-contexts-app:1.0.0', '')
        assert files['logo.txt'] == '644 logo\n'
        assert files['copy'] == '644 base\nheredoc\n'
        assert files['tool'].startsWith('755 ')
    }
} finally {
    engine.remove('it-contexts-app', 'it-contexts-base')
    engine.close()
}
return true
