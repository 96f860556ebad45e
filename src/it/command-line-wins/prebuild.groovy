import dev.slipway.testing.FakeEcr
import dev.slipway.testing.RegistryProcess

def ecr = FakeEcr.start()
def registry = RegistryProcess.start()
context.put('ecr', ecr)
context.put('registry', registry)
context.get('userProperties').putAll(ecr.systemProperties() + ['slipway.registries': "ecr,${registry.host()}".toString(),
        // the invoker splits goals at commas
        'slipway.tags': 'cli-{version},latest'])
return true
