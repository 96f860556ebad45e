import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import groovy.json.JsonSlurper

def run = MavenRun.of(basedir)
def engine = new EngineImages()
try {
    def image = 'it-patches/agent:1.0.0'
    assert engine.tree(image, '/web').keySet() == ['run.sh', 'talk.js'] as Set
    def web = engine.tree(image, '/web')
    assert web['run.sh'] == '755 #!/bin/sh\ncat /web/talk.js\n'
    assert web['talk.js'] == '644 ' + (1..30).collect { it == 20 ? 'step twenty: no threads at all\n' : "step $it\n" }.join()

    def installed = engine.tree(image, '/opt/modules/openclaw')
    assert installed['index.js'] == '4755 ' + (1..12).collect { it == 6 ? 'six\n' : "$it\n" }.join()
    assert installed['lib/deep/new.js'] == '644 new\n'
    assert !installed.containsKey('lib/gone.js')

    def patches = new JsonSlurper().parseText(engine.labelsOf(image)['dev.slipway.patches'])
    assert patches.collect { [it.patch, it.result, it.offset] } == [
            ['patches/matrix/ui/disable-dm-threads.patch', 'applied', 3],
            ['patches/matrix/rename.patch', 'applied', null],
            ['patches/installed/index.patch', 'applied', null]
    ]
    def receipt = new JsonSlurper().parseText(run.text('target/slipway/images.json')).images[0]
    assert receipt.patches*.patch == patches*.patch
    assert receipt.patches[2].files*.path == ['/opt/node_modules/openclaw/index.js',
            '/opt/node_modules/openclaw/lib/gone.js', '/opt/node_modules/openclaw/lib/deep/new.js']

    assert run.log().count('[INFO] Built agent as ') == 2
    assert run.log().findAll(/Built agent as (\w+)/) { it[1] }.toUnique().size() == 1
    assert run.log().count('[INFO] Unchanged: agent is ') == 1

    // the project itself is as it was
    assert run.text('web/threads.js') == (1..30).collect { "step $it\n" }.join()
    assert run.filesUnder('web') == ['gone.txt', 'threads.js']

    assert run.filesUnder('target/slipway/agent/patched') == ['web/run.sh', 'web/talk.js']
    assert run.text('target/slipway/agent/patched.diff').contains('+step twenty: no threads at all\n')

    // a patch that does not fit: all is said, and the image that was built gets no name
    assert run.errors() == ['''\
Cannot patch the files inside of agent, which was built and got no name: patches/drifted/upstream.patch:3: hunk 1 of 1 does not fit opt/node_modules/openclaw/index.js
  expected at line 4:
    4
    5
    another six
    7
    8
  found there:
    4: 4
    5: 5
    6: 6
    7: 7
    8: 8
  nearest place: line 4, where 1 line differs:
    expected: another six
    found 6: 6
Make the patch anew from the file that is there.''']
    assert engine.tagsOf('it-patches/agent') == ['1.0.0']
} finally {
    engine.remove('it-patches/agent')
    engine.close()
}
return true
