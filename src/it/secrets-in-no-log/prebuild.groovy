import dev.slipway.testing.FakeEcr
import dev.slipway.testing.RegistryProcess

def ecr = FakeEcr.start()
def registry = RegistryProcess.options().login('carol', 'correct-horse-battery-staple').start()
context.put('ecr', ecr)
context.put('registry', registry)
def properties = ecr.systemProperties().findAll { name, value -> !ecr.secrets().contains(value) && name != 'aws.accessKeyId' }
context.get('userProperties').putAll(properties + ['it.registry': registry.host()])
return true
