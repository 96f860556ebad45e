import dev.slipway.testing.EngineImages
import dev.slipway.testing.RegistryContents

def engine = new EngineImages()
def ecr = context.get('ecr')
def registry = context.get('registry')
try {
    assert engine.tree('it-command-line/openclaw-agent:latest', '/srv') == ['facts.txt': '644 beta green round\nlarge\n']
    assert engine.tree('it-command-line/tool:latest', '/srv') == ['facts.txt': '644 stable green round\n']
    assert engine.labelsOf('it-command-line/tool:cli-1.0.0')['team'] == 'yard'

    def contents = RegistryContents.of(registry)
    assert contents.repositories() == ['cli/it-command-line/openclaw-agent', 'cli/it-command-line/tool']
    assert contents.tags('cli/it-command-line/tool') == ['cli-1.0.0', 'latest']

    def repository = ecr.repository('cli/it-command-line/openclaw-agent').get()
    assert !repository.scanOnPush()
    assert repository.lifecyclePolicy().contains('"countNumber":7')
} finally {
    engine.remove('it-command-line/openclaw-agent', 'it-command-line/tool')
    engine.close()
    ecr.close()
    registry.close()
}
return true
