import dev.slipway.testing.FakeEcr

def ecr = FakeEcr.start()
ecr.faults().deny('ecr:CreateRepository', 'arn:aws:ecr:eu-west-1:123456789012:repository/it-aws-denies-create')
context.put('ecr', ecr)
context.get('userProperties').putAll(ecr.systemProperties())
return true
