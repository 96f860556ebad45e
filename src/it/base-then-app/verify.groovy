import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
try {
    assert engine.tagsOf('it-base-then-app/colony-base') == ['latest', 'v1.4.2']
    assert engine.tagsOf('it-base-then-app/colony') == ['1.4-production', '1.4.2-production']

    def layers = engine.layersOf('it-base-then-app/colony-base:v1.4.2')
    assert engine.layersOf('it-base-then-app/colony:1.4.2-production').take(layers.size()) == layers
    assert engine.tree('it-base-then-app/colony:1.4-production', '/srv') ==
            ['colony.sh': '755 cat /srv/dependencies\n', 'dependencies': '644 all dependencies\n']

    // no registry was asked for a base
    assert !run.log().contains('Pulling from')
    assert run.filesUnder('target/slipway') ==
            ['base/image.id', 'built.json', 'colony/image.id', 'files.index', 'image-refs.txt', 'images.json',
             'pushed.json']
    assert run.text('target/slipway/colony/image.id').trim() ==
            engine.idOf('it-base-then-app/colony:1.4.2-production').get()
} finally {
    engine.remove('it-base-then-app/colony', 'it-base-then-app/colony-base')
    engine.close()
}
return true
