import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def names = ['app', 'last', 'mounted', 'copied', 'base']
try {
    def files = engine.tree('it-order/app:1.0.0', '')
    assert [files['base'], files['copied'], files['mounted']] == ['644 base\n', '644 plane\n', '644 saw\n']
    assert engine.tree('it-order/last:1.0.0', '')['tool'] == '644 hammer\n'

    // each is begun after what it needs
    def begun = run.log().readLines().findAll { it =~ /Building \w+ from / }.collect { it.replaceAll(/.*Building (\w+) from .*/, '$1') }
    assert begun.toSorted() == names.toSorted()
    assert begun[0] == 'base'
    assert begun.indexOf('app') > [begun.indexOf('mounted'), begun.indexOf('copied')].max()

    run.failedWith('Cannot plan the images of this module: <images>: images need each other: app → base → app.'
            + ' Let one of them begin with something else.')

    // what a context names comes first too
    def planned = run.log().substring(run.log().indexOf('Plan for 5 images'))
    assert planned.indexOf('last (it-order/last)') < planned.indexOf('app (it-order/app)')
} finally {
    engine.remove(names.collect { "it-order/${it}".toString() } as String[])
    engine.close()
}
return true
