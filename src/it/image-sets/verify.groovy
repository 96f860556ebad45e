import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def names = ['inheriting/agent', 'replacing/agent', 'appending/agent', 'appending/hook', 'appending/jib',
             'overriding/alone', 'merging/agent', 'merging/tool'].collect { "it-sets-${it}".toString() }
def said = { reference -> engine.tree("it-sets-${reference}", '/srv/set').collect { it.value.substring(4).trim() } }
try {
    assert run.log().count('BUILD SUCCESS') == 3

    // one image for each target; the set's arguments win over those that hold for all images
    assert engine.tagsOf('it-sets-inheriting/agent') ==
            ['1.2-development', '1.2-production', '1.2.3-development', '1.2.3-production']
    assert said('inheriting/agent:1.2.3-production') == ['9090 yard none', 'production']
    assert said('inheriting/agent:1.2-development') == ['9090 yard none', 'development']
    assert engine.idOf('it-sets-inheriting/agent:1.2-production') ==
            engine.idOf('it-sets-inheriting/agent:1.2.3-production')

    assert engine.tagsOf('it-sets-replacing/agent') == ['v1.2.3-development', 'v1.2.3-production']
    assert said('replacing/agent:v1.2.3-production') == ['9090 dock ahoy', 'production']

    assert engine.tagsOf('it-sets-appending/agent').size() == 6
    assert engine.tagsOf('it-sets-appending/hook') == ['1.2', '1.2.3', 'latest']
    assert engine.tagsOf('it-sets-appending/jib') == ['1.2-small', '1.2.3-small', 'latest-small']
    assert said('appending/hook:latest') == ['8080 yard none', 'production']

    assert engine.tagsOf('it-sets-overriding/alone') == ['1.2.3']
    assert said('overriding/alone:1.2.3') == ['80 nobody none', 'production']

    assert engine.tagsOf('it-sets-merging/agent').findAll { it.startsWith('1.2.3') } ==
            ['1.2.3-development', '1.2.3-production', '1.2.3-test']
    assert said('merging/agent:1.2.3-test') == ['9090 yard steady', 'test']
    assert engine.tagsOf('it-sets-merging/tool') == ['1.2', '1.2.3']

    // what each of the three runs built or found unchanged
    def runs = run.log().split(/Scanning for projects\.\.\./).drop(1).collect { text ->
        (text =~ /(?:Building|Unchanged:) (\S+) (?:from|is) /).collect { it[1] }.toSorted()
    }
    def developments = ['agent-development'] * 4
    def yard = developments + ['agent-production'] * 4 + ['agent-test']
    assert runs == [(yard + ['alone', 'hook', 'jib', 'tool']).toSorted(), yard, developments]
    assert run.log().count('Nothing to do: this module has no images that \'yard\' selects.') == 1
} finally {
    engine.remove(names as String[])
    engine.close()
}
return true
