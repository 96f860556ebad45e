import dev.slipway.testing.EngineImages
import dev.slipway.testing.SecretSearch
import groovy.json.JsonSlurper

def secrets = ['npm-token-of-the-yard', 'licence-of-the-yard', 'hunter2-of-the-yard']
def engine = new EngineImages()
def registry = context.get('registry')
try {
    def log = new File(basedir, 'build.log').text
    assert log =~ /Engine: Docker .*, BuildKit/
    assert log =~ /\/_ping answers with/
    assert log =~ /#\d+ \[stage-1 3\/5] RUN --mount=type=secret,id=npm/
    assert log.contains('printed: ****')
    assert log =~ /#\d+ CACHED/
    // at the end of each of the two runs
    assert log.count('Closed the connection to the engine') == 2

    def files = engine.tree('it-buildkit-features:1.0.0', '')
    assert files['file'] == '644 cached\n'
    assert files['bytes'] == '644 ' + secrets.sum { it.length() } + '\n'
    assert files['agent'] == '644 agent\n'
    assert files['hosts'].contains('10.0.0.7')

    def image = new JsonSlurper().parse(new File(basedir, 'target/slipway/images.json')).images[0]
    def commands = image.steps.findAll { it.name =~ /^\[.*] (RUN|COPY)/ }
    assert commands.size() == 5
    assert commands.every { it.cached }

    // logs, files, the image's history and its layers
    engine.save('it-buildkit-features:1.0.0', new File(basedir, 'target/image.tar'))
    assert new SecretSearch(secrets).filesWithSecrets(basedir, 'build.log', 'target') == []
} finally {
    engine.remove('it-buildkit-features')
    engine.close()
    registry.close()
    context.get('agent').close()
}
return true
