import dev.slipway.testing.EngineImages
import dev.slipway.testing.RegistryContents
import dev.slipway.testing.SecretSearch

def engine = new EngineImages()
def registry = context.get('registry')
try {
    assert RegistryContents.of(registry, 'carol', 'hunter2-of-the-yard').tags('team/it-encrypted-by-maven-4') ==
            ['1.0.0']
    assert new SecretSearch(['hunter2-of-the-yard']).filesWithSecrets(basedir, 'build.log', 'target') == []
} finally {
    engine.remove('it-encrypted-by-maven-4')
    engine.close()
    registry.close()
}
return true
