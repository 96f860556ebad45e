import dev.slipway.testing.RegistryProcess

def registry = RegistryProcess.options().login('carol', 'this-years-password').start()
context.put('registry', registry)
context.get('userProperties').put('it.registry', registry.host())
return true
