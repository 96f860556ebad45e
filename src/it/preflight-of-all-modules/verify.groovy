import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def registry = context.get('registry')
try {
    // of the modules that come later, as their own POMs configure them; a module that is skipped counts for nothing
    def error = run.error()
    def findings = error.readLines().findAll { it.startsWith('* ') }
    assert findings.size() == 2
    assert findings.any { it.contains('127.0.0.1:1/it-ahead-second') }
    assert findings.any { it.contains('127.0.0.1:2/yard/it-ahead-third-tool') }

    // before the first one was built
    assert run.log().contains(':build (default) on project it-ahead-first: ')
    assert !run.log().contains('Building it-ahead-first from ')
    assert !engine.has('it-ahead-first:1.0.0')
    assert RegistryContents.of(registry).repositories() == []
} finally {
    engine.remove('it-ahead-first')
    engine.close()
    registry.close()
}
return true
