import dev.slipway.testing.RegistryProcess

def registry = RegistryProcess.start()
context.put('registry', registry)
context.get('userProperties').putAll(['it.registry': registry.host(), 'slipway.filter': 'agent,it-filter/fleet-*'])
return true
