import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def registry = context.get('registry')
try {
    def contents = RegistryContents.of(registry)
    assert engine.tagsOf('it-tag-then-push') == ['1.0.0', 'candidate']
    assert contents.tags('it-tag-then-push') == ['1.0.0', 'candidate']
    assert ['1.0.0', 'candidate'].collect { contents.digest('it-tag-then-push', it).get() }.toSet().size() == 1
    assert run.log().count('Building it-tag-then-push from ') == 1
    // tags that were added by hand are as they should be
    assert !run.log().contains('[WARNING]')
} finally {
    engine.remove('it-tag-then-push')
    engine.close()
    registry.close()
}
return true
