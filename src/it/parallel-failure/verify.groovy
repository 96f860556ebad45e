import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def names = ['hull', 'left', 'right', 'after'].collect { "it-parallel-failure/${it}".toString() }
try {
    def error = run.error()
    assert error.readLines()[0] ==~ /Cannot build 2 of 4 images: (left, right|right, left)\./
    assert error.contains('Dockerfile.left:2') && error.contains('no planks')
    assert error.contains('Dockerfile.right:2') && error.contains('no nails')

    // what was built is not tagged any more, and what was not begun is not begun
    assert run.log().contains('Built hull as ')
    assert !run.log().contains('Building after ')
    assert names.collectMany { engine.tagsOf(it) } == []
    assert !run.left('target/slipway/built.json')
} finally {
    engine.remove(names as String[])
    engine.close()
}
return true
