import { Shell } from '../shared/shell.tsx';
import { start } from '../shared/start.tsx';

const Page = () => <Shell page="day">{null}</Shell>;

void start(Page);
